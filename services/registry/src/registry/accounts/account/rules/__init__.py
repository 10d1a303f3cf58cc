"""What an account is, where it lives and how control of it is proven."""
