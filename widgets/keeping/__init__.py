"""Pages of keeping: what is due and erasing it, proofs, corrections, passphrase and recovery key."""
