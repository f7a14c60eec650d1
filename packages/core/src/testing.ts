export { describeArchive } from "./testing/describe-archive.ts";
