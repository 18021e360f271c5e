"""Pages that need no kernel and no network: `python -m widgets.handout` makes one file of a notebook, or its cards."""
