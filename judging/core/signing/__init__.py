"""Who puts a name under what: PINs, countersignatures (会签), signed rules, and the supervisor's flags."""
