"""What machines take away: JSON, CSV, data packages, the finder's list, the sitemap."""
