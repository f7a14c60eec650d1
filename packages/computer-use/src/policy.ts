export { browserArguments } from "./policy/browser-arguments.ts";
export { describeSecrets } from "./policy/describe-secrets.ts";
export type { AddressLookup } from "./policy/dial.ts";
export {
  type PolicyProxy,
  type PolicyProxyOptions,
  type ProxyRefusal,
  startPolicyProxy,
} from "./policy/policy-proxy.ts";
export type { PolicyDenial, PolicyVerdict } from "./policy/policy-verdict.ts";
export type { SecretDefinition } from "./policy/read-secret-definition.ts";
export {
  createSecrets,
  type ResolvedText,
  type SecretDescription,
  type Secrets,
  type SecretsOptions,
} from "./policy/secrets.ts";
export { signInToProxy } from "./policy/sign-in-to-proxy.ts";
export {
  type CheckUrlOptions,
  createUrlPolicy,
  type UrlPolicy,
  type UrlPolicyOptions,
  type WebScheme,
} from "./policy/url-policy.ts";
