"""割付: the model, Jinja2 templates and stylesheets become a galley."""
