"""An office file checked and built: what every use case stands on."""
