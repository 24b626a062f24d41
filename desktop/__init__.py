"""The window. Draws, asks, shows; everything else is the engine's."""
