import { describeExample } from "../../shared/describe-example.ts";
import { example } from "./example.ts";

describeExample(example);
