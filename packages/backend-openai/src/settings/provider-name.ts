const azureHosts = /\.(?:openai\.azure|services\.ai\.azure|cognitiveservices\.azure)\.(?:com|us|cn)$/;

/**
 * Who is behind an address: `openai` for OpenAI itself, its regions included, `azure-openai` for Azure, and
 * `openai@HOST` for everyone else who speaks the protocol.
 */
export function providerName(baseURL: string): string {
  const { host, hostname } = new URL(baseURL);
  if (hostname === "api.openai.com" || hostname.endsWith(".api.openai.com")) return "openai";
  return azureHosts.test(hostname) ? "azure-openai" : `openai@${host}`;
}
