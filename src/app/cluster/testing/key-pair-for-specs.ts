const algorithm = { name: 'RSA-OAEP', hash: 'SHA-1' };

/** A key pair like the one in a server's session: the public key, and the decryption that only the server can do. */
export interface KeyPairForSpecs {
  /** The public key, in the form that the SDK's script returns. */
  readonly publicKey: string;
  decrypt(encrypted: string): Promise<string>;
}

/** Makes a real key pair, so that specs can prove that a product key arrives. */
export async function makeKeyPair(): Promise<KeyPairForSpecs> {
  const pair = await crypto.subtle.generateKey(
    { ...algorithm, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
    true,
    ['encrypt', 'decrypt']
  );
  return {
    publicKey: JSON.stringify(await crypto.subtle.exportKey('jwk', pair.publicKey)),
    decrypt: async encrypted => {
      const bytes = Uint8Array.from(atob(encrypted), character => character.charCodeAt(0));
      const clear = await crypto.subtle.decrypt(algorithm, pair.privateKey, bytes);
      return new TextDecoder().decode(clear);
    }
  };
}
