"""The product shelf and one product (SUIT-14, SUIT-15)."""
