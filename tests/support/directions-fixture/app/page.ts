export const page = "a module of lib must not import this";
