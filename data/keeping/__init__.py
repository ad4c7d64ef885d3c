"""How long personal data are kept: what is due, erasing with a proof, what is held about somebody, and correcting it."""
