"""Reads what arrives, within limits: files, folders and zips are data here. It uses no other wing."""
