/** Writes and waits until the stream has taken it all, so that a long output to a pipe is not cut off at exit. */
export function writeStream(stream: NodeJS.WriteStream, content: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(content, (error) => (error ? reject(error) : resolve()));
  });
}
