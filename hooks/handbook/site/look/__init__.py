"""How a site looks: its styles, scripts, fonts, colours, and the templates of the theme."""
