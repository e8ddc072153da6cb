import { ProductKey } from '../keys/product-key';
import { Server } from './server';

/** A key for a server. It lives as long as its row of an apply, and is nowhere else. */
export interface KeyAssignment {
  readonly server: Server;
  readonly key: ProductKey;
}
