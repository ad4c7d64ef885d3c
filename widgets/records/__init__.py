"""Everything that shows or changes records: inspector, ledgers, forms, tasks, cases, forces, figures, import."""
