"""The phone lane: a small page of our own and one WebSocket, an ASGI app that needs no Streamlit."""
