#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace headroom {

/// Does work(i) for each i below `count`, each once, in no order, on as many threads as the machine has cores, the
/// caller's among them. What `work` touches must be its own or constant. The first exception is thrown again at the
/// end; work that has not begun by then is left out.
template <typename Work>
void inParallel(std::size_t count, const Work &work)
{
    std::atomic<std::size_t> next = 0;
    std::exception_ptr failure;
    std::mutex guard;
    const auto take = [&] {
        try {
            for (std::size_t i = next++; i < count; i = next++)
                work(i);
        } catch (...) {
            const std::lock_guard lock(guard);
            next = count;
            if (!failure)
                failure = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> others;
        const std::size_t threads = std::min<std::size_t>(count, std::max(1u, std::thread::hardware_concurrency()));
        for (std::size_t i = 1; i < threads; ++i)
            others.emplace_back(take);
        take();
    }
    if (failure)
        std::rethrow_exception(failure);
}

} // namespace headroom
