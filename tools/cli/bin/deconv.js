#!/usr/bin/env node
import '../dist/command/deconv.js';
