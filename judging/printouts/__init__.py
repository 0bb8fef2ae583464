"""Paper: what stands on each form, as records made from the log, and one template per form that sets them."""
