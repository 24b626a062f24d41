"""What tests/bench/window.py is made of: a large library without files, the floors, and the window that is measured."""
