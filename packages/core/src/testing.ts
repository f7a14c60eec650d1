export { describeArchive } from "./testing/describe-archive.ts";
export { type ContractReply, type ContractSubject, describeBackend } from "./testing/describe-backend.ts";
