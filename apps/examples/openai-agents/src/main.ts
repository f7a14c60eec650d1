import process from "node:process";
import { main } from "../../shared/main.ts";
import { example } from "./example.ts";

await main(example, process.argv.slice(2));
