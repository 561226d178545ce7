"""A department's letter, part by part: what to mend, by whom it is urged, with whom to agree, by when to answer."""
