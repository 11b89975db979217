/**
 * Threads that wait for the disk. By default there are four, and four uploads that wait for it make everything else
 * wait. To be imported before anything else: the number is read when the first thread is needed.
 */
process.env.UV_THREADPOOL_SIZE ??= '16';
