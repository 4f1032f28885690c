#pragma once

#include "model/analysis/report.h"

#include <memory>
#include <mutex>

namespace headroom::app {

/// Hands out reports to be written, and takes the memory of one that nobody reads any more for the next: a large design
/// asks for megabytes in a hundred thousand pieces with every step of the slider. Safe from several threads.
class ReportPool {
public:
    /// What it holds is not empty: solveInto() writes all of it. Outlives the pool where somebody still reads it.
    [[nodiscard]] std::shared_ptr<analysis::Report> take() const
    {
        return { m_spare->take().release(),
                 [spare = m_spare](analysis::Report *done) { spare->give(std::unique_ptr<analysis::Report>(done)); } };
    }

private:
    /// The one report that waits to be used again.
    class Spare {
    public:
        std::unique_ptr<analysis::Report> take()
        {
            const std::scoped_lock lock(m_mutex);
            return m_report ? std::move(m_report) : std::make_unique<analysis::Report>();
        }
        void give(std::unique_ptr<analysis::Report> report)
        {
            const std::scoped_lock lock(m_mutex);
            m_report.swap(report); // the one before is freed outside the lock
        }

    private:
        std::mutex m_mutex;
        std::unique_ptr<analysis::Report> m_report;
    };
    std::shared_ptr<Spare> m_spare = std::make_shared<Spare>();
};

} // namespace headroom::app
