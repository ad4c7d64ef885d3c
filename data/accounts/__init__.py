"""Who may do what: roles from TOML, accounts, sessions, passwords, growing delays, approval by a second person."""
