"""What keeps the work safe, on the screen: backups, who else writes, drafts, what a crash left."""
