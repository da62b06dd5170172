/**
 * Stands for something that is opened later: each call is passed on to what `get` gives then. What `get` throws while
 * there is nothing yet is what the call rejects with.
 */
export function later<T extends object>(get: () => T): T {
  return new Proxy({} as T, {
    get: (_, name) => {
      // Promises ask everything whether it is one, too.
      if (name === 'then') return undefined;
      return (...args: readonly unknown[]) => {
        const target = get();
        const method = Reflect.get(target, name) as (...given: readonly unknown[]) => unknown;
        return method.apply(target, [...args]);
      };
    },
  });
}
