"""The use cases, side by side over one core: building, editing, comparing, importing, inspecting."""
