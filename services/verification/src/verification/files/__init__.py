"""Files of accounts judged without a database: lines, Parquet, and archives on a cluster."""
