/** What's used of a snapshot of V8's heap, as its developer tools write it. */
interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly unknown[];
      readonly edge_fields: readonly string[];
      readonly edge_types: readonly unknown[];
    };
  };
  /** All nodes, one after the other, each with all of its fields. */
  readonly nodes: readonly number[];
  /** What the nodes refer to, in their order. */
  readonly edges: readonly number[];
  readonly strings: readonly string[];
}

/** What a page's scripts make. V8's compiled code and the browser's own records grow without them. */
const made = ['object', 'closure', 'array', 'string', 'concatenated string', 'sliced string', 'regexp', 'number'];

/** The bytes in a snapshot of the heap that a page's scripts use, without compiled code. */
export function scriptBytes(json: string): number {
  const { snapshot, nodes } = JSON.parse(json) as Snapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  const names = types[type] as readonly string[];
  const isMade = names.map(name => made.includes(name));
  let sum = 0;
  for (let node = 0; node < nodes.length; node += fields.length) {
    sum += isMade[nodes[node + type]] ? nodes[node + size] : 0;
  }
  return sum;
}

/** The number of objects in a snapshot that have a property of this name with an object, a function, or a text. */
export function countHolders(json: string, property: string): number {
  const { snapshot, edges, strings } = JSON.parse(json) as Snapshot;
  const { edge_fields: fields, edge_types: types } = snapshot.meta;
  const [type, name] = [fields.indexOf('type'), fields.indexOf('name_or_index')];
  const isProperty = (types[type] as readonly string[]).indexOf('property');
  const wanted = strings.indexOf(property);
  let count = 0;
  // An object has one property of a name. Null and undefined aren't listed.
  for (let edge = 0; wanted >= 0 && edge < edges.length; edge += fields.length) {
    count += edges[edge + type] === isProperty && edges[edge + name] === wanted ? 1 : 0;
  }
  return count;
}
