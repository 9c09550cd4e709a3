"""Personal data: found before anything is quoted, and itself never quoted."""
