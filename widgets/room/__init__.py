"""The room view: every notebook as a page without code, for a projector. Start it with `python -m widgets.room`."""
