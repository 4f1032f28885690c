workspace "Video site, stage 4: Video CDN" {
  model {
    c_3 = person "Clients"
    system = softwareSystem "Video site, stage 4: Video CDN" {
      c_2 = container "Video CDN" "95 % of static files" "CDN"
      c_4 = container "DNS" "managed zone" "DNS"
      c_5 = container "Load balancer" "managed, two zones" "Load balancer"
      c_7 = container "Site API (Zone 1)" "4 vCPU · 16 GiB" "App server"
      c_9 = container "Site API (Zone 2)" "4 vCPU · 16 GiB" "App server"
      c_10 = container "Metadata cache" "80 % hits · 13 GiB" "Cache" "Store"
      c_11 = container "Metadata database" "8 vCPU · 6 k IOPS" "Database" "Store"
      c_12 = container "Video segments" "managed" "Object storage" "Store"
      c_13 = container "Notifications" "400 requests/s" "Notification service"
      c_14 = container "Monitoring" "5 % of the bill" "Monitoring"
    }
    c_3 -> c_4 "Call"
    c_3 -> c_2 "Cache lookup"
    c_2 -> c_5 "Cache miss"
    c_3 -> c_5 "Call"
    c_5 -> c_7 "Split"
    c_5 -> c_9 "Split"
    c_7 -> c_10 "Cache lookup"
    c_9 -> c_10 "Cache lookup"
    c_7 -> c_11 "Query"
    c_9 -> c_11 "Query"
    c_7 -> c_12 "Call"
    c_9 -> c_12 "Call"
    c_7 -> c_13 "Call"
    c_9 -> c_13 "Call"
    c_14 -> c_9 "Control" "" "Asynchronous"
    deploymentEnvironment "Stage" {
      deploymentNode "Region us-east" "" "Region" {
        deploymentNode "Load balancer" "" "Load balancer" {
          containerInstance c_5
        }
        deploymentNode "Zone 1" "" "Availability zone" {
          deploymentNode "Site API (Zone 1)" "" "App server" "" 4 {
            containerInstance c_7
          }
        }
        deploymentNode "Zone 2" "" "Availability zone" {
          deploymentNode "Site API (Zone 2)" "" "App server" "" 4 {
            containerInstance c_9
          }
        }
        deploymentNode "Metadata cache" "" "Cache" {
          containerInstance c_10
        }
        deploymentNode "Metadata database" "" "Database" {
          containerInstance c_11
        }
        deploymentNode "Video segments" "" "Object storage" {
          containerInstance c_12
        }
        deploymentNode "Notifications" "" "Notification service" {
          containerInstance c_13
        }
        deploymentNode "Monitoring" "" "Monitoring" {
          containerInstance c_14
        }
      }
      deploymentNode "Video CDN" "" "CDN" {
        containerInstance c_2
      }
      deploymentNode "DNS" "" "DNS" {
        containerInstance c_4
      }
    }
  }
  views {
    container system "containers" {
      include *
      autoLayout lr
    }
    deployment system "Stage" "deployment" {
      include *
      autoLayout lr
    }
    styles {
      element "Person" {
        shape Person
      }
      element "Store" {
        shape Cylinder
      }
      element "Queue" {
        shape Pipe
      }
      relationship "Relationship" {
        dashed false
      }
      relationship "Asynchronous" {
        dashed true
      }
    }
  }
}
