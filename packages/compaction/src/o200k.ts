export { loadO200kCounter } from "./counting/o200k-counter.ts";
