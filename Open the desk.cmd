@echo off
cd /d "%~dp0"
py -3 scripts\desk.py || pause
