#!/usr/bin/env node
import { main } from "./command-line/main.ts";

await main(process.argv.slice(2));
