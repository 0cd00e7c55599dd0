@echo off
cd /d "%~dp0"
"{python}" -m widerwindow.cli desk || pause
