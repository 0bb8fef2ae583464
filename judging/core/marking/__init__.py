"""Marking: sheets from the judges' phones, excuses, deductions, and what closing them would announce."""
