"""The sample organisation, made by a generator; one smallest broken case per rule lies in broken/."""
