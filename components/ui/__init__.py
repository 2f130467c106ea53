"""Reusable parts of Streamlit screens."""
