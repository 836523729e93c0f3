"""What the web server adds to Streamlit's own: who may ask, for what, how much, and what a browser may do with it."""
