/** Imports a package from beside this file, where peers are installed. */
export const load = (name) => import(name)
