#!/bin/sh
cd "$(dirname "$0")" && exec {python} -m widerwindow.cli desk
