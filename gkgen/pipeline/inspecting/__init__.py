"""What gkgen knows of itself: the machine that it runs on, the meaning of its findings."""
