"""All that is true without a screen: records, station file, town geometry, duty, insight, workspace."""
