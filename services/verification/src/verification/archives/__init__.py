"""Archives: the same judgement on Parquet files, on one machine or on a cluster of them."""
