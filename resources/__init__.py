"""Files and no code: kinds, symbols, styles, translations, report templates."""
