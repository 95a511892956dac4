"""仕上げ: small passes over the typesetter's PDF, each with one purpose; their order is data (`order.py`)."""
